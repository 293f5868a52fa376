{{- define "shoal.labels" -}}
app.kubernetes.io/name: shoal
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "shoal.selector" -}}
app.kubernetes.io/name: shoal
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "shoal.image" -}}
{{- if .image.digest -}}
{{ .image.repository }}@{{ .image.digest }}
{{- else -}}
{{ .image.repository }}:{{ .image.tag | default .root.Chart.AppVersion }}
{{- end -}}
{{- end }}

{{- /* The worker's build, as a label's value. */ -}}
{{- define "shoal.build" -}}
{{- $image := .Values.images.worker -}}
{{- .Values.worker.versioning.build | default ($image.digest | replace "sha256:" "" | trunc 12) | default $image.tag | default .Chart.AppVersion | replace "+" "_" | trunc 63 -}}
{{- end }}

{{- define "shoal.evaluationSecret" -}}
{{ .Release.Name }}-evaluation
{{- end }}

{{- /* A value that is needed, or what evaluation mode brings instead. */ -}}
{{- define "shoal.or" -}}
{{- if .value }}{{ .value }}{{ else if .root.Values.evaluation.enabled }}{{ .evaluation }}{{ else }}{{ fail (printf "%s; or set evaluation.enabled=true to try Shoal with throw-away servers" .needed) }}{{ end }}
{{- end }}

{{- define "shoal.watched" -}}
- name: SHOAL_WATCH_NAMESPACES
  value: {{ join "," .Values.watchNamespaces | quote }}
{{- end }}

{{- define "shoal.env" -}}
{{- $secret := include "shoal.evaluationSecret" . -}}
{{- $service := printf "%s-%%s.%s.svc" .Release.Name .Release.Namespace -}}
{{- $store := include "shoal.or" (dict "root" . "value" .Values.objectStore.existingSecret "evaluation" $secret "needed" "objectStore.existingSecret is needed: a Secret with access-key and secret-key") -}}
- name: TEMPORAL_ADDRESS
  value: {{ include "shoal.or" (dict "root" . "value" .Values.temporal.address "evaluation" (printf "%s:7233" (printf $service "temporal")) "needed" "temporal.address is needed: host:port of Temporal's frontend") | quote }}
- name: TEMPORAL_NAMESPACE
  value: {{ .Values.temporal.namespace | quote }}
{{- with .Values.temporal.apiKeySecret }}
- name: TEMPORAL_API_KEY
  valueFrom: {secretKeyRef: {name: {{ . }}, key: api-key}}
{{- end }}
{{- with .Values.temporal.tls }}
{{- if or .enabled .clientSecret .caSecret }}
- name: TEMPORAL_TLS
  value: "true"
{{- end }}
{{- with .clientSecret }}
- name: TEMPORAL_TLS_CLIENT_CERT_DATA
  valueFrom: {secretKeyRef: {name: {{ . }}, key: tls.crt}}
- name: TEMPORAL_TLS_CLIENT_KEY_DATA
  valueFrom: {secretKeyRef: {name: {{ . }}, key: tls.key}}
{{- end }}
{{- with .caSecret }}
- name: TEMPORAL_TLS_SERVER_CA_CERT_DATA
  valueFrom: {secretKeyRef: {name: {{ . }}, key: ca.crt}}
{{- end }}
{{- with .serverName }}
- name: TEMPORAL_TLS_SERVER_NAME
  value: {{ . | quote }}
{{- end }}
{{- end }}
{{- with .Values.temporal.historyKeysSecret }}
- name: SHOAL_HISTORY_KEYS
  valueFrom: {secretKeyRef: {name: {{ . }}, key: keys}}
{{- end }}
{{- with .Values.temporal.env }}
{{ toYaml . }}
{{- end }}
- name: DATABASE_URL
  valueFrom:
    secretKeyRef:
      name: {{ include "shoal.or" (dict "root" . "value" .Values.database.existingSecret "evaluation" $secret "needed" "database.existingSecret is needed: a Secret with the database's URL") }}
      key: {{ .Values.database.key }}
- name: S3_ENDPOINT
  value: {{ include "shoal.or" (dict "root" . "value" .Values.objectStore.endpoint "evaluation" (printf "http://%s:9000" (printf $service "minio")) "needed" "objectStore.endpoint is needed: the URL of an S3 store") | quote }}
- name: S3_REGION
  value: {{ .Values.objectStore.region | quote }}
- name: S3_BUCKET
  value: {{ include "shoal.or" (dict "root" . "value" .Values.objectStore.bucket "evaluation" "shoal" "needed" "objectStore.bucket is needed") | quote }}
- name: S3_ACCESS_KEY
  valueFrom:
    secretKeyRef:
      name: {{ $store }}
      key: access-key
- name: S3_SECRET_KEY
  valueFrom: {secretKeyRef: {name: {{ $store }}, key: secret-key}}
{{- with .Values.objectStore.caSecret }}
- name: S3_CA
  valueFrom: {secretKeyRef: {name: {{ . }}, key: ca.crt}}
{{- end }}
{{ include "shoal.watched" . }}
{{- with .Values.tracing.endpoint }}
- name: OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ . | quote }}
{{- end }}
{{- with .Values.tracing.env }}
{{ toYaml . }}
{{- end }}
- name: LOG_FORMAT
  value: {{ .Values.logFormat | quote }}
- name: SHOAL_DURATION_SCALE
  value: {{ .Values.testing.durationScale | quote }}
{{- end }}

{{- define "shoal.container" -}}
ports:
  - {name: management, containerPort: 8080}
livenessProbe:
  httpGet: {path: /healthz, port: management}
  periodSeconds: 10
  failureThreshold: 6
readinessProbe:
  httpGet: {path: /readyz, port: management}
  periodSeconds: 2
startupProbe:
  httpGet: {path: /healthz, port: management}
  periodSeconds: 1
  failureThreshold: 120
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
volumeMounts: {{- include "shoal.mounts" . | nindent 2 }}
{{- end }}

{{- define "shoal.mounts" -}}
- {name: tmp, mountPath: /tmp}
{{- if .Values.database.caSecret }}
- {name: database-ca, mountPath: /etc/shoal/database, readOnly: true}
{{- end }}
{{- end }}

{{- define "shoal.volumes" -}}
- {name: tmp, emptyDir: {}}
{{- with .Values.database.caSecret }}
- name: database-ca
  secret: {secretName: {{ . }}, items: [{key: ca.crt, path: ca.crt}]}
{{- end }}
{{- end }}

{{- define "shoal.podSecurity" -}}
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- /* Where a component's replicas run: apart from each other, and as its values say. */ -}}
{{- define "shoal.placement" -}}
{{- $values := get .root.Values .component -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "shoal.selector" . | nindent 8 }}
{{- with $values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- /* What a component may do where jobs are: in the whole cluster, or in the listed namespaces. */ -}}
{{- define "shoal.inJobNamespaces" -}}
{{- $root := .root -}}
{{- $name := printf "%s-%s-jobs" $root.Release.Name .component -}}
{{- $rules := include .rules $root -}}
{{- $component := .component -}}
{{- range $namespace := $root.Values.watchNamespaces | default (list "") }}
{{- $scope := ternary "" "Cluster" (ne $namespace "") }}
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $scope }}Role
metadata:
  name: {{ $name }}
  {{- with $namespace }}
  namespace: {{ . }}
  {{- end }}
  labels: {{- include "shoal.labels" $root | nindent 4 }}
rules: {{- $rules | nindent 2 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $scope }}RoleBinding
metadata:
  name: {{ $name }}
  {{- with $namespace }}
  namespace: {{ . }}
  {{- end }}
  labels: {{- include "shoal.labels" $root | nindent 4 }}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: {{ $scope }}Role, name: {{ $name }}}
subjects:
  - {kind: ServiceAccount, name: {{ $root.Release.Name }}-{{ $component }}, namespace: {{ $root.Release.Namespace }}}
---
{{- end }}
{{- end }}

{{- /* The pod of a hook: the operator's image with one argument. */ -}}
{{- define "shoal.hookPod" -}}
metadata:
  labels: {{- include "shoal.selector" (dict "root" .root "component" .component) | nindent 4 }}
spec:
  serviceAccountName: {{ .root.Release.Name }}-operator
  restartPolicy: Never
  {{- include "shoal.podSecurity" .root | nindent 2 }}
  {{- with .root.Values.images.pullSecrets }}
  imagePullSecrets: {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: {{ .component }}
      image: {{ include "shoal.image" (dict "root" .root "image" .root.Values.images.operator) }}
      imagePullPolicy: {{ .root.Values.images.pullPolicy }}
      args: [{{ .component }}]
      env: {{- .env | nindent 8 }}
      resources: {{- toYaml .root.Values.operator.resources | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities: {drop: [ALL]}
      volumeMounts: {{- include "shoal.mounts" .root | nindent 8 }}
  volumes: {{- include "shoal.volumes" .root | nindent 4 }}
{{- end }}
