-- How Argo CD sees a job, whichever kind of work it is. It stands in argocd-cm under
-- resource.customizations.health.shoal.dev_KIND, see argocd-cm.yaml.
local health = {status = "Progressing", message = "waiting for the operator"}
if obj.status == nil or obj.status.phase == nil then
  return health
end
if obj.status.observedGeneration ~= nil and obj.status.observedGeneration < obj.metadata.generation then
  return health
end
local conditions = {}
for _, condition in ipairs(obj.status.conditions or {}) do
  conditions[condition.type] = condition
end
local phase = obj.status.phase
local stalled, reconciling = conditions["Stalled"], conditions["Reconciling"]
if phase == "Completed" or phase == "Succeeded" then
  health.status = "Healthy"
  health.message = obj.status.keyInsight or phase
elseif stalled ~= nil and stalled.status == "True" and reconciling.status ~= "True" then
  health.status = "Degraded"
  health.message = stalled.reason .. ": " .. (stalled.message or phase)
elseif phase == "Draft" or phase == "Suspended" then
  health.status = "Suspended"
  health.message = "spec.suspend is true: no GPU is held"
else
  health.message = phase
  if obj.status.step ~= nil then
    health.message = phase .. ", " .. obj.status.step
  elseif obj.status.progress ~= nil then
    health.message = phase .. ", round " .. obj.status.progress.display
  end
end
return health
