package main

import (
	"fmt"
	"strings"

	"github.com/oceanbase/obshell-sdk-go/model"
	v1 "github.com/oceanbase/obshell-sdk-go/services/v1"
)

type settings = map[string]string

var (
	ports  = settings{"mysql_port": "2881", "rpc_port": "2882", "memory_limit": "6G"}
	memory = settings{"memory_limit": "6G"}
)

func configuring(client *v1.Client, configs settings, level string, targets ...string) func() (*model.DagDetailDTO, error) {
	return func() (*model.DagDetailDTO, error) { return client.ConfigObserver(configs, level, targets...) }
}

func configured(client *v1.Client, configs settings, level string, targets ...string) func() (*model.DagDetailDTO, error) {
	return func() (*model.DagDetailDTO, error) {
		return client.ConfigObserverSyncWithRequest(client.NewConfigObserverRequest(configs, level, targets...))
	}
}

func named(client *v1.Client, name string, id int, password string) func() (*model.DagDetailDTO, error) {
	return func() (*model.DagDetailDTO, error) {
		return client.ConfigObclusterSyncWithRequest(client.NewConfigObclusterRequest(name, id).SetRootPwd(password))
	}
}

// config: what is set for the cluster to be and for its observers: refused, set, and the root password that takes effect within its DAG.
func config() {
	master, asked := connect(agents[0]), connect(agents[1])
	first, second, third := agents[0].String(), agents[1].String(), agents[2].String()
	observe("ConfigObserver of a lone agent", briefly(configuring(master, memory, v1.SCOPE_GLOBAL)))
	observe("ConfigObcluster of a lone agent", briefly(named(master, "test", 1, "root")))
	observe("Join 1", briefly(joined(master, agents[0], "zone1")))
	observe("Join 2", briefly(joined(master, agents[1], "zone2")))

	for _, each := range []struct {
		name    string
		configs settings
		level   string
		targets []string
	}{
		{"no map", nil, v1.SCOPE_GLOBAL, nil},
		{"nothing", settings{}, v1.SCOPE_GLOBAL, nil},
		{"the zone", settings{"zone": "zone1"}, v1.SCOPE_GLOBAL, nil},
		{"a level that is none", memory, "CLUSTER", nil},
		{"no level", memory, "", nil},
		{"no zone", memory, v1.SCOPE_ZONE, nil},
		{"a zone that is not", memory, v1.SCOPE_ZONE, []string{"zone1", "zone9"}},
		{"no server", memory, v1.SCOPE_SERVER, nil},
		{"a server that is not", memory, v1.SCOPE_SERVER, []string{first, third}},
		{"a server that is a word", memory, v1.SCOPE_SERVER, []string{"zone1"}},
		{"two MySQL ports", settings{"mysql_port": "2881", "mysqlPort": "3306"}, v1.SCOPE_GLOBAL, nil},
	} {
		observe("ConfigObserver: "+each.name, briefly(configuring(master, each.configs, each.level, each.targets...)))
	}
	observe("ConfigObserver of the follower: a zone that is not", briefly(configuring(asked, memory, v1.SCOPE_ZONE, "zone9")))
	observe("ConfigObcluster: no name", briefly(named(master, "", 1, "root")))
	observe("ConfigObcluster: the id 0", briefly(named(master, "test", 0, "root")))

	var dag *model.DagDetailDTO
	observe("ConfigObserver", keeping(&dag, configuring(master, memory, v1.SCOPE_GLOBAL)))
	observe("ConfigObserver meanwhile", briefly(configuring(master, memory, v1.SCOPE_GLOBAL)))
	observe("ConfigObcluster meanwhile", briefly(named(master, "test", 1, "root")))
	observe("Init meanwhile", briefly(master.Init))
	observe("WaitDagSucceed", of(waited(master, dag.GenericID)))
	observe("ConfigObserver of zones", briefly(configured(master, memory, v1.SCOPE_ZONE, "zone1", "zone2", "zone1")))
	observe("ConfigObserver of servers", briefly(configured(master, memory, "server", first, second)))
	observe("ConfigObserver, in old words", briefly(configured(asked, settings{"mysqlPort": "2883", "rpcPort": "2884"}, v1.SCOPE_SERVER, second)))
	observe("ConfigObcluster, no password", briefly(func() (*model.DagDetailDTO, error) {
		return master.ConfigObclusterSyncWithRequest(master.NewConfigObclusterRequest("test", 1))
	}))

	// CANCEL and RETRY of a task that can be had again.
	observe("ConfigObserver anew", keeping(&dag, configuring(master, memory, v1.SCOPE_GLOBAL)))
	observe("OperateDag CANCEL", doing(operating(master, dag.GenericID, "CANCEL")))
	observe("WaitDagSucceed", briefly(waited(master, dag.GenericID)))
	for _, operator := range []string{"ROLLBACK", "PASS", "CANCEL", "RETRY"} {
		observe(fmt.Sprintf("OperateDag %s of it", operator), doing(operating(master, dag.GenericID, operator)))
	}
	observe("GetDag", briefly(dagOf(master, dag.GenericID)))

	// The client that sets the root password holds it ready, and takes it as soon as its old one is refused.
	observe("ConfigObcluster", of(named(master, "test", 11, "root")))
	observe("GetObInfo", of(master.GetObInfo))
	observe("GetUnfinishedDags", briefs(master.GetUnfinishedDags))
	observe("GetObInfo of a client without it", of(connect(agents[0]).GetObInfo))
	observe("GetObInfo of a client with another", of(connectWith(agents[0], "wrong").GetObInfo))
	observe("GetObInfo of a client with it", of(connectWith(agents[0], "root").GetObInfo))
	observe("GetObInfo of the follower, without it", of(asked.GetObInfo))
	observe("GetObInfo of the follower, with it", of(connectWith(agents[1], "root").GetObInfo))
	observe("Join 3", briefly(joined(master, agents[2], "zone3")))
	observe("ConfigObcluster, another password, by the follower", briefly(named(connectWith(agents[1], "root"), "other", 12, "süß&<>")))
	observe("GetObInfo of a client with the old one", of(connectWith(agents[0], "root").GetObInfo))
	observe("Remove all", briefly(removed(connectWith(agents[0], "süß&<>"), agents[0])))
	observe("GetObInfo of a lone agent again", of(connect(agents[0]).GetObInfo))
}

// candidate: the root password takes effect within the task that sets it, so a client that waits for the task is refused in the middle
// of it.
func candidate() {
	master, asked := connect(agents[0]), connect(agents[1])
	setting := func(client *v1.Client, password string) func() (*model.DagDetailDTO, error) {
		return func() (*model.DagDetailDTO, error) {
			return client.ConfigObclusterWithRequest(client.NewConfigObclusterRequest("test", 1).SetRootPwd(password))
		}
	}
	var dag *model.DagDetailDTO
	for index, who := range agents {
		observe(fmt.Sprintf("Join %d", index+1), keeping(&dag, joining(master, who, fmt.Sprintf("zone%d", index+1))))
		advance(5)
		observe("WaitDagSucceed", briefly(waited(master, dag.GenericID)))
	}
	observe("ConfigObcluster", keeping(&dag, setting(master, "root")))
	observe("GetDag before it takes effect", briefly(dagOf(master, dag.GenericID)))
	advance(1)
	observe("GetDag in the middle of it", briefly(dagOf(master, dag.GenericID)))
	advance(2)
	observe("WaitDagSucceed", briefly(waited(master, dag.GenericID)))
	observe("GetUnfinishedDags of another client", briefs(connect(agents[0]).GetUnfinishedDags))
	observe("ConfigObcluster by the follower, the wrong password", briefly(setting(asked, "new")))
	observe("ConfigObcluster, a new password", keeping(&dag, setting(master, "new")))
	advance(3)
	observe("WaitDagSucceed", briefly(waited(master, dag.GenericID)))
	observe("ConfigObcluster, no password", keeping(&dag, setting(master, "")))
	advance(3)
	observe("WaitDagSucceed", briefly(waited(master, dag.GenericID)))
}

// initialise: agents that cannot become a cluster: without a configuration, and with an observer that does not start; tried again, rolled
// back.
func initialise() {
	master, asked := connect(agents[0]), connect(agents[1])
	observe("Init of a lone agent", briefly(master.Init))
	observe("Join 1", briefly(joined(master, agents[0], "zone1")))
	observe("Join 2", briefly(joined(master, agents[1], "zone2")))

	// Nothing was set.
	var dag *model.DagDetailDTO
	observe("InitWithRequest", keeping(&dag, func() (*model.DagDetailDTO, error) {
		return master.InitWithRequest(master.NewInitRequest().SetImportScript(true))
	}))
	observe("Init meanwhile", briefly(master.Init))
	observe("Clear meanwhile", doing(master.Clear))
	observe("WaitDagSucceed", briefly(waited(master, dag.GenericID)))
	observe("GetDag", story(dagOf(master, dag.GenericID)))
	observe("ConfigObserver of what failed", briefly(configuring(master, ports, v1.SCOPE_GLOBAL)))
	observe("Remove meanwhile", briefly(removed(master, agents[0])))
	for _, operator := range []string{"CANCEL", "PASS", "RETRY"} {
		observe("OperateDag "+operator, doing(operating(master, dag.GenericID, operator)))
	}
	observe("OperateDag ROLLBACK by the follower", doing(operating(asked, dag.GenericID, "ROLLBACK")))
	observe("GetDag", story(dagOf(master, dag.GenericID)))
	observe("OperateDag ROLLBACK again", doing(operating(master, dag.GenericID, "ROLLBACK")))

	// Everything was set, but the observer of the second does not start.
	observe("ConfigObserver", briefly(configured(master, ports, v1.SCOPE_GLOBAL)))
	observe("ConfigObcluster", briefly(named(master, "test", 11, "root")))
	patch(agents[1], `{"observer":{"start":{"exits":1,"prints":"no space left\n"}}}`)
	observe("Init", briefly(master.Init))
	observe("what became of it", story(master.GetAgentLastMaintenanceDag))
	observe("GetAllAgentLastMaintenanceDag", briefs(master.GetAllAgentLastMaintenanceDag))
	observe("GetUnfinishedDags", briefs(master.GetUnfinishedDags))
	observe("Clear", doing(master.Clear))
	observe("GetStatus", of(master.GetStatus))

	// All in one; it does not clear.
	one := connect(agents[0])
	observe("CreateClusterWithRequest without itself", doing(func() error {
		return one.CreateClusterWithRequest(one.NewCreateClusterRequest().AddServer(agents[1].host, agents[1].port, "zone2"))
	}))
	observe("CreateClusterWithRequest", doing(func() error {
		request := one.NewCreateClusterRequest().AddServer(agents[0].host, agents[0].port, "zone1").AddServer(agents[1].host, agents[1].port, "zone2")
		return one.CreateClusterWithRequest(request.ConfigObserver(ports, v1.SCOPE_GLOBAL).ConfigCluster("test", 11, "root"))
	}))
	observe("Clear", doing(one.Clear))
	observe("GetStatus", of(one.GetStatus))
}

// story tells of a DAG how far each sub task came, and its last words.
func story(call func() (*model.DagDetailDTO, error)) func() (any, error) {
	return func() (any, error) {
		dag, err := call()
		if err != nil {
			return nil, err
		}
		lines := []any{brief(dag)}
		for _, node := range dag.Nodes {
			tasks := []string{}
			for _, task := range node.SubTasks {
				last := ""
				if len(task.TaskLogs) > 0 {
					last = task.TaskLogs[len(task.TaskLogs)-1]
				}
				tasks = append(tasks, fmt.Sprintf("%s:%d %s x%d %s", task.ExecuteAgent.Ip, task.ExecuteAgent.Port, task.State, task.ExecuteTimes, last))
			}
			lines = append(lines, fmt.Sprintf("%s %s %s: %s", node.Name, node.State, node.Operator, strings.Join(tasks, " | ")))
		}
		return lines, nil
	}
}
