/**
 * What an agent of version 4.5.0.0 has in its router, as listed by the router itself: the methods of each path. Taken down apart from
 * `openapi.yaml`, so that the document can be held against it.
 */
export const registered = `
  POST DELETE /api/v1/agent
  GET /api/v1/agent/host-info
  POST /api/v1/agent/join
  POST /api/v1/agent/password
  POST /api/v1/agent/remove
  POST /api/v1/agent/upgrade
  POST /api/v1/agent/upgrade/check
  GET /api/v1/agents/status
  POST /api/v1/alarm/alerts
  GET /api/v1/alarm/rule/:name
  POST /api/v1/alarm/rules
  PUT /api/v1/alarm/silencer
  GET DELETE /api/v1/alarm/silencer/:id
  POST /api/v1/alarm/silencers
  GET /api/v1/git-info
  GET /api/v1/info
  POST /api/v1/login
  POST /api/v1/logout
  GET /api/v1/metrics
  POST /api/v1/metrics/query
  GET /api/v1/ob/agents
  GET /api/v1/ob/info
  POST /api/v1/ob/init
  POST /api/v1/ob/scale_in
  POST /api/v1/ob/scale_out
  POST /api/v1/ob/start
  POST /api/v1/ob/stop
  POST /api/v1/ob/upgrade
  POST /api/v1/ob/upgrade/check
  POST /api/v1/ob/zone/:zone_name/stop
  POST /api/v1/ob/zone/:zone_name/stop/check
  POST PATCH /api/v1/obcluster/backup
  POST PATCH /api/v1/obcluster/backup/config
  PATCH /api/v1/obcluster/backup/log
  GET /api/v1/obcluster/backup/overview
  GET /api/v1/obcluster/charsets
  POST PUT /api/v1/obcluster/config
  GET /api/v1/obcluster/info
  POST /api/v1/obcluster/inspection
  GET /api/v1/obcluster/inspection/report/:id
  GET /api/v1/obcluster/inspection/reports
  GET /api/v1/obcluster/license
  GET PATCH /api/v1/obcluster/parameters
  POST /api/v1/obcluster/shared-storage/save-key
  POST /api/v1/obcluster/shared-storage/validate-key
  GET /api/v1/obcluster/statistics
  GET /api/v1/obcluster/topology/info
  GET /api/v1/obcluster/unit-config-limit
  POST DELETE /api/v1/obproxy
  POST /api/v1/obproxy/package
  POST /api/v1/obproxy/start
  POST /api/v1/obproxy/stop
  POST /api/v1/obproxy/upgrade
  DELETE /api/v1/observer
  POST PUT /api/v1/observer/config
  GET /api/v1/observer/info
  POST /api/v1/package
  POST DELETE /api/v1/recyclebin/tenant/:name
  GET /api/v1/recyclebin/tenants
  DELETE /api/v1/resource-pool/:name
  GET /api/v1/resource-pools
  POST /api/v1/restore/source-tenant-info
  GET /api/v1/restore/tasks
  GET /api/v1/restore/windows
  GET /api/v1/secret
  POST /api/v1/security/credential
  GET PATCH DELETE /api/v1/security/credential/:id
  PUT /api/v1/security/credential/encrypt-secret-key
  POST /api/v1/security/credential/validate
  GET DELETE /api/v1/security/credentials
  POST /api/v1/security/credentials/validate
  GET /api/v1/sso/exchange
  POST /api/v1/sso/token
  GET POST /api/v1/status
  GET PUT /api/v1/system/external/alertmanager
  GET PUT /api/v1/system/external/prometheus
  GET POST /api/v1/task/dag/:id
  GET /api/v1/task/dag/agent/main_dags
  GET /api/v1/task/dag/agent/unfinish
  GET /api/v1/task/dag/maintain/agent
  GET /api/v1/task/dag/maintain/agents
  GET /api/v1/task/dag/maintain/ob
  GET /api/v1/task/dag/ob/unfinish
  GET /api/v1/task/dag/unfinish
  GET /api/v1/task/dags/agent
  GET /api/v1/task/dags/ob
  GET POST /api/v1/task/node/:id
  GET /api/v1/task/sub_task/:id
  GET /api/v1/task/sub_task/:id/logs
  POST /api/v1/tenant
  GET DELETE /api/v1/tenant/:name
  POST PATCH /api/v1/tenant/:name/backup
  POST PATCH /api/v1/tenant/:name/backup/config
  GET /api/v1/tenant/:name/backup/config/storage
  GET /api/v1/tenant/:name/backup/info
  PATCH /api/v1/tenant/:name/backup/log
  GET /api/v1/tenant/:name/backup/log/tasks
  GET /api/v1/tenant/:name/backup/overview
  GET /api/v1/tenant/:name/backup/tasks
  POST /api/v1/tenant/:name/compact
  GET /api/v1/tenant/:name/compaction
  DELETE /api/v1/tenant/:name/compaction-error
  GET POST /api/v1/tenant/:name/databases
  GET PUT DELETE /api/v1/tenant/:name/databases/:database
  GET /api/v1/tenant/:name/deadlocks
  POST DELETE /api/v1/tenant/:name/lock
  PUT /api/v1/tenant/:name/name
  GET /api/v1/tenant/:name/objects
  GET /api/v1/tenant/:name/parameter/:parameter
  GET PUT /api/v1/tenant/:name/parameters
  PUT /api/v1/tenant/:name/password
  POST /api/v1/tenant/:name/password/persist
  GET /api/v1/tenant/:name/precheck
  PUT /api/v1/tenant/:name/primary-zone
  POST PATCH DELETE /api/v1/tenant/:name/replicas
  DELETE /api/v1/tenant/:name/restore
  GET /api/v1/tenant/:name/restore/overview
  POST /api/v1/tenant/:name/role
  GET DELETE /api/v1/tenant/:name/role/:role
  PUT /api/v1/tenant/:name/role/:role/global-privileges
  POST PUT PATCH DELETE /api/v1/tenant/:name/role/:role/object-privileges
  PUT /api/v1/tenant/:name/role/:role/roles
  GET /api/v1/tenant/:name/roles
  GET DELETE /api/v1/tenant/:name/sessions
  GET /api/v1/tenant/:name/sessions/:session_id
  DELETE /api/v1/tenant/:name/sessions/queries
  GET /api/v1/tenant/:name/sessions/stats
  GET POST /api/v1/tenant/:name/user
  GET DELETE /api/v1/tenant/:name/user/:user
  PUT /api/v1/tenant/:name/user/:user/db-privilege
  PUT /api/v1/tenant/:name/user/:user/db-privileges
  PUT /api/v1/tenant/:name/user/:user/global-privilege
  PUT /api/v1/tenant/:name/user/:user/global-privileges
  PUT DELETE /api/v1/tenant/:name/user/:user/lock
  POST PUT PATCH DELETE /api/v1/tenant/:name/user/:user/object-privileges
  PUT /api/v1/tenant/:name/user/:user/password
  PUT /api/v1/tenant/:name/user/:user/roles
  GET /api/v1/tenant/:name/user/:user/stats
  GET /api/v1/tenant/:name/users
  GET /api/v1/tenant/:name/variable/:variable
  GET PUT /api/v1/tenant/:name/variables
  PUT /api/v1/tenant/:name/whitelist
  POST /api/v1/tenant/restore
  GET /api/v1/tenant/support-templates
  GET /api/v1/tenant/top-compactions
  GET /api/v1/tenant/top-slow-sqls
  GET /api/v1/tenants/overview
  GET /api/v1/time
  POST /api/v1/unit/config
  GET DELETE /api/v1/unit/config/:name
  GET /api/v1/units/config
  POST /api/v1/upgrade/env/check
  POST /api/v1/upgrade/package
  DELETE /api/v1/upgrade/package/:id
  GET /api/v1/upgrade/package/info
  POST /api/v1/upgrade/params/backup
  POST /api/v1/upgrade/params/restore
  DELETE /api/v1/zone/:name
  POST DELETE /rpc/v1/agent
  POST /rpc/v1/agent/sync-bin
  POST /rpc/v1/agent/token
  POST /rpc/v1/agent/update
  GET /rpc/v1/maintainer
  POST /rpc/v1/maintainer/update
  POST /rpc/v1/ob/deploy
  POST /rpc/v1/ob/destroy
  POST /rpc/v1/ob/scale_out
  POST /rpc/v1/ob/start
  POST /rpc/v1/ob/stop
  POST DELETE /rpc/v1/observer
  POST /rpc/v1/observer/deploy
  POST /rpc/v1/task/log
  POST PATCH DELETE /rpc/v1/task/sub_task
`.trim().split('\n').flatMap((line) => {
  const words = line.trim().split(' ')
  const path = words.pop()
  return words.map((method) => `${method} ${path}`)
})
