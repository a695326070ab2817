package main

import (
	"github.com/oceanbase/obshell-sdk-go/model"
	"github.com/oceanbase/obshell-sdk-go/sdk"
	"github.com/oceanbase/obshell-sdk-go/sdk/auth"
	v1 "github.com/oceanbase/obshell-sdk-go/services/v1"
)

// reads: what a lone agent tells.
func reads() {
	client := connect(agents[0])
	observe("GetInfo", of(client.GetInfo))
	observe("GetStatus", of(client.GetStatus))
	observe("GetGitInfo", of(client.GetGitInfo))
	observe("/time", bare(client, "GET", "/api/v1/time", nil, false))
	observe("/secret", bare(client, "GET", "/api/v1/secret", nil, false))
	observe("GetObInfo", of(client.GetObInfo))
	observe("/agents/status", bare(client, "GET", "/api/v1/agents/status", nil, true))
	observe("GetUnfinishedDags", of(client.GetUnfinishedDags))
	observe("GetAgentUnfinishedDags", of(client.GetAgentUnfinishedDags))
	observe("GetClusterUnfinishedDags", of(client.GetClusterUnfinishedDags))
	observe("GetAgentLastMaintenanceDag", of(client.GetAgentLastMaintenanceDag))
	observe("GetAllAgentLastMaintenanceDag", of(client.GetAllAgentLastMaintenanceDag))
	observe("GetObLastMaintenanceDag", of(client.GetObLastMaintenanceDag))
	observe("a path that is not", bare(client, "GET", "/api/v1/nothing", nil, true))
	for _, version := range []string{auth.AUTH_V2, auth.AUTH_V1} {
		chosen := auth.NewPasswordAuth("")
		chosen.SetVersion(version)
		client := connect(agents[0])
		client.SetAuth(chosen)
		observe("GetObInfo, version "+version, of(client.GetObInfo))
	}
}

// refusals: joins and reads that are refused, in the words the SDK makes of it; only what has to do with the credential comes twice.
func refusals() {
	master := connect(agents[0])
	nowhere := agent{agents[0].host, 1}
	observe("join a master that is none", briefly(joining(connect(agents[1]), agents[2], "zone1")))
	observe("join an agent that does not answer", briefly(joining(connect(nowhere), agents[2], "zone1")))
	observe("let join an agent that does not answer", briefly(joining(master, nowhere, "zone1")))
	observe("join without a zone", briefly(joining(master, agents[0], "")))
	observe("Join 1", briefly(joined(master, agents[0], "zone1")))
	observe("join itself again", briefly(joining(master, agents[0], "zone1")))
	observe("Join 2", briefly(joined(master, agents[1], "zone2")))
	observe("let a follower join again", briefly(joining(master, agents[1], "zone2")))
	observe("let the master join a follower", briefly(joining(connect(agents[1]), agents[0], "zone1")))
	observe("join a follower", briefly(joining(connect(agents[1]), agents[2], "zone3")))
	observe("no credential", bare(master, "GET", "/api/v1/ob/info", nil, false))
	observe("wrong password", of(connectWith(agents[0], "wrong").GetObInfo))
	chosen := auth.NewPasswordAuth("wrong")
	chosen.SetVersion(auth.AUTH_V2)
	client := connect(agents[0])
	client.SetAuth(chosen)
	observe("wrong password, version v2", of(client.GetObInfo))
	expired := connectWith(agents[0], "wrong")
	expired.GetAuth().(*auth.PasswordAuth).SetLifetime(-10e9)
	observe("expired", of(expired.GetObInfo))
}

// keys: credentials that an agent cannot read: the SDK learns the right key and comes again.
func keys() {
	// Clients that are given one authentication share the key of the agent that was asked first.
	option := sdk.WithPasswordAuth("")
	var clients []*v1.Client
	for _, each := range agents {
		client, err := v1.NewClient(each.host, each.port, option)
		must(err)
		clients = append(clients, client)
	}
	observe("GetObInfo of the first", of(clients[0].GetObInfo))
	observe("GetObInfo of the second", of(clients[1].GetObInfo))
	observe("GetObInfo of the first again", of(clients[0].GetObInfo))
	// What cannot be read is not done; with the right key it is done once.
	secret := map[string]string{"password": "secret"}
	observe("set the agent password of the third", bare(clients[2], "POST", "/api/v1/agent/password", secret, true))
	observe("set it again", bare(clients[2], "POST", "/api/v1/agent/password", secret, true))
	// A join forgets the key before and after.
	observe("Join the second", briefly(joined(clients[1], agents[1], "zone1")))
	observe("Join the first", briefly(joined(clients[1], agents[0], "zone2")))
}

// tasks that went well, looked at in every way, and what cannot be done with them any more.
func tasks() {
	master := connect(agents[0])
	var first, dag *model.DagDetailDTO
	observe("Join 1", keeping(&first, joined(master, agents[0], "zone1")))
	observe("Join 2", keeping(&dag, joined(master, agents[1], "zone2")))
	node := dag.Nodes[0]
	task := node.SubTasks[0].GenericID
	observe("GetDag", of(dagOf(master, dag.GenericID)))
	observe("GetDag, no details", of(func() (*model.DagDetailDTO, error) {
		return master.GetDagWithRequest(master.NewGetDagRequest(dag.GenericID).SetShowDetail(false))
	}))
	observe("GetNode", of(func() (*model.NodeDetailDTO, error) { return master.GetNode(node.GenericID) }))
	observe("GetNode, no details", of(func() (*model.NodeDetailDTO, error) {
		return master.GetNodeWithRequest(master.NewGetNodeRequest(node.GenericID).SetShowDetail(false))
	}))
	observe("GetSubTask", of(func() (*model.TaskDetailDTO, error) { return master.GetSubTask(task) }))
	observe("logs of a sub task", bare(master, "GET", "/api/v1/task/sub_task/"+task+"/logs", nil, true))
	observe("WaitDagSucceed", briefly(waited(master, dag.GenericID)))

	for _, operator := range []string{"RETRY", "ROLLBACK", "CANCEL", "PASS", "retry", "NONSENSE", ""} {
		observe("OperateDag "+operator, doing(operating(master, first.GenericID, operator)))
	}
	observe("OperateDag RETRY of another agent's", doing(operating(master, dag.GenericID, "RETRY")))

	observe("GetDag that nobody has", briefly(dagOf(master, first.GenericID+"9")))
	observe("GetNode that nobody has", of(func() (*model.NodeDetailDTO, error) { return master.GetNode(first.GenericID + "9") }))
	observe("GetSubTask that nobody has", of(func() (*model.TaskDetailDTO, error) { return master.GetSubTask(first.GenericID + "9") }))
	observe("GetDag of the cluster", briefly(dagOf(master, "17")))
	observe("GetDag of no id", briefly(dagOf(master, "nonsense")))
	observe("GetDag of an agent that is not", briefly(dagOf(master, "22130706433000091")))
	observe("WaitDagSucceed of no id", briefly(waited(master, "nonsense")))

	observe("GetAgentLastMaintenanceDag", of(master.GetAgentLastMaintenanceDag))
	observe("GetAllAgentLastMaintenanceDag", briefs(master.GetAllAgentLastMaintenanceDag))
	observe("GetObLastMaintenanceDag", of(master.GetObLastMaintenanceDag))
	observe("GetUnfinishedDags", of(master.GetUnfinishedDags))
	observe("GetAgentUnfinishedDags", of(master.GetAgentUnfinishedDags))
	observe("GetClusterUnfinishedDags", of(master.GetClusterUnfinishedDags))
}
