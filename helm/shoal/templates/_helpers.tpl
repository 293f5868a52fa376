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
{{ .image.repository }}:{{ .image.tag | default .root.Chart.AppVersion }}
{{- end }}

{{- define "shoal.env" -}}
- name: TEMPORAL_ADDRESS
  value: {{ required "temporal.address is needed: host:port of Temporal's frontend" .Values.temporal.address | quote }}
- name: TEMPORAL_NAMESPACE
  value: {{ .Values.temporal.namespace | quote }}
{{- with .Values.temporal.env }}
{{ toYaml . }}
{{- end }}
- name: DATABASE_URL
  valueFrom:
    secretKeyRef:
      name: {{ required "database.existingSecret is needed: a Secret with the database's URL" .Values.database.existingSecret }}
      key: {{ .Values.database.key }}
- name: S3_ENDPOINT
  value: {{ required "objectStore.endpoint is needed: the URL of an S3 store" .Values.objectStore.endpoint | quote }}
- name: S3_REGION
  value: {{ .Values.objectStore.region | quote }}
- name: S3_BUCKET
  value: {{ required "objectStore.bucket is needed" .Values.objectStore.bucket | quote }}
- name: S3_ACCESS_KEY
  valueFrom:
    secretKeyRef:
      name: {{ required "objectStore.existingSecret is needed: a Secret with access-key and secret-key" .Values.objectStore.existingSecret }}
      key: access-key
- name: S3_SECRET_KEY
  valueFrom: {secretKeyRef: {name: {{ .Values.objectStore.existingSecret }}, key: secret-key}}
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
volumeMounts:
  - {name: tmp, mountPath: /tmp}
{{- end }}

{{- define "shoal.podSecurity" -}}
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  seccompProfile: {type: RuntimeDefault}
{{- end }}
