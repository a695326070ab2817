package main

import (
	"fmt"

	"github.com/oceanbase/obshell-sdk-go/model"
	v1 "github.com/oceanbase/obshell-sdk-go/services/v1"
)

// join: three agents become a cluster to be.
func join() {
	clients := []*v1.Client{connect(agents[0]), connect(agents[1]), connect(agents[2])}
	master := clients[0]
	for index, who := range agents {
		observe(fmt.Sprintf("Join %d", index+1), of(joined(master, who, fmt.Sprintf("zone%d", index+1))))
	}
	observe("GetObInfo", of(master.GetObInfo))
	for index, client := range clients {
		observe(fmt.Sprintf("GetInfo %d", index+1), of(client.GetInfo))
		observe(fmt.Sprintf("GetStatus %d", index+1), of(client.GetStatus))
	}
	observe("/agents/status", bare(master, "GET", "/api/v1/agents/status", nil, true))
}

// joinedThree: three agents join, whatever the clock: a program that waits, and what it has in the end.
func joinedThree() {
	master := connect(agents[0])
	for index, who := range agents {
		observe(fmt.Sprintf("Join %d", index+1), briefly(joined(master, who, fmt.Sprintf("zone%d", index+1))))
	}
	for index, who := range agents {
		observe(fmt.Sprintf("identity %d", index+1), func() (any, error) {
			info, err := connect(who).GetInfo()
			return []any{info.Identity, info.Zone}, err
		})
	}
	observe("GetObInfo", of(master.GetObInfo))
}

// password: a client that brings a password to agents that have none.
func password() {
	client := connectWith(agents[0], "secret")
	observe("Join itself", briefly(joined(client, agents[0], "zone1")))
	observe("Join another", briefly(joined(client, agents[1], "zone2")))
	observe("GetObInfo", of(client.GetObInfo))
	// The password was dropped for good when the agent was SINGLE; a client that comes later has not dropped it.
	late := connectWith(agents[0], "secret")
	observe("GetObInfo of a late client", of(late.GetObInfo))
	observe("Join of a late client", briefly(joined(late, agents[2], "zone3")))
}

// agentPassword: the SDK knows no agent password; agents that have one refuse it, and it can set one for others to use.
func agentPassword() {
	client := connect(agents[0])
	secret := map[string]string{"password": "secret"}
	observe("set the agent password", bare(client, "POST", "/api/v1/agent/password", secret, true))
	observe("GetInfo", of(client.GetInfo))
	observe("GetUnfinishedDags", of(client.GetUnfinishedDags))
	observe("Join itself", briefly(joined(client, agents[0], "zone1")))
	observe("set the agent password again", bare(client, "POST", "/api/v1/agent/password", secret, true))
	observe("Join another that has none", briefly(joined(connect(agents[1]), agents[1], "zone1")))
	observe("set the agent password of a master", bare(connect(agents[1]), "POST", "/api/v1/agent/password", secret, true))
	observe("let an agent join a master with a password", briefly(joined(connect(agents[1]), agents[2], "zone2")))
}

// removal: agents leave: one, one that is not there, all.
func removal() {
	clients := []*v1.Client{connect(agents[0]), connect(agents[1]), connect(agents[2])}
	master := clients[0]
	identities := func() (any, error) {
		found := []model.AgentIdentity{}
		for _, client := range clients {
			info, err := client.GetInfo()
			if err != nil {
				return nil, err
			}
			found = append(found, info.Identity)
		}
		return found, nil
	}

	observe("Remove from a lone agent", of(removed(master, agents[0])))
	observe("Remove another from a lone agent", of(removed(master, agents[1])))
	observe("Clear a lone agent", doing(master.Clear))
	for index, who := range agents {
		observe(fmt.Sprintf("Join %d", index+1), briefly(joined(master, who, fmt.Sprintf("zone%d", index+1))))
	}
	observe("Remove a follower", of(removed(master, agents[1])))
	observe("identities", identities)
	observe("RemoveWithRequest it again", of(removing(master, agents[1])))
	observe("Remove it again", of(removed(master, agents[1])))
	observe("Join it again", briefly(joined(master, agents[1], "zone4")))
	observe("Remove all", of(removed(master, agents[0])))
	observe("identities", identities)
	observe("Join anew", briefly(joined(master, agents[0], "zone1")))
	observe("Clear", doing(master.Clear))
	observe("identities", identities)
}

// follower: what it hands to its master, and in whose name the answers come.
func follower() {
	master, asked := connect(agents[0]), connect(agents[1])
	var first, second *model.DagDetailDTO
	observe("Join 1", keeping(&first, joined(master, agents[0], "zone1")))
	observe("Join 2", keeping(&second, joined(master, agents[1], "zone2")))
	observe("GetStatus", of(asked.GetStatus))
	observe("GetObInfo", of(asked.GetObInfo))
	observe("GetDag of the master's", briefly(dagOf(asked, first.GenericID)))
	observe("GetDag of its own", briefly(dagOf(asked, second.GenericID)))
	observe("GetNode of its own", of(func() (*model.NodeDetailDTO, error) { return asked.GetNode(second.Nodes[1].GenericID) }))
	observe("GetUnfinishedDags", of(asked.GetUnfinishedDags))
	observe("GetAgentLastMaintenanceDag", briefly(asked.GetAgentLastMaintenanceDag))
	observe("GetAllAgentLastMaintenanceDag", briefs(asked.GetAllAgentLastMaintenanceDag))
	observe("OperateDag of its own", doing(operating(asked, second.GenericID, "RETRY")))
	observe("Join 3 to it", briefly(joined(asked, agents[2], "zone3")))
	observe("Join 3", briefly(joined(master, agents[2], "zone3")))
	observe("Remove another", briefly(removed(asked, agents[2])))
	observe("Remove itself", briefly(removed(asked, agents[1])))
	observe("GetStatus", of(asked.GetStatus))
}
