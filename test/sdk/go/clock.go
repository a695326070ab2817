package main

import (
	"fmt"
	"time"

	"github.com/oceanbase/obshell-sdk-go/model"
)

// manual: with the clock in hand, what a program that asks between two moves of the clock gets to see, and what is refused meanwhile.
func manual() {
	master, asked := connect(agents[0]), connect(agents[1])
	var dag *model.DagDetailDTO
	observe("join", keeping(&dag, joining(master, agents[0], "zone1")))
	accepted := dag.StartTime
	observe("GetDag", of(dagOf(master, dag.GenericID)))
	observe("GetStatus", of(master.GetStatus))
	observe("join again", briefly(joining(master, agents[0], "zone1")))
	observe("GetUnfinishedDags", briefs(master.GetUnfinishedDags))
	for second := 1; second <= 3; second++ {
		advance(1)
		observe(fmt.Sprintf("GetDag after %d s", second), times(accepted, dagOf(master, dag.GenericID)))
		observe(fmt.Sprintf("GetInfo after %d s", second), func() (any, error) {
			info, err := master.GetInfo()
			return info.Identity, err
		})
	}

	observe("join 2", keeping(&dag, joining(master, agents[1], "zone2")))
	accepted = dag.StartTime
	observe("join 2 again", briefly(joining(master, agents[1], "zone2")))
	observe("GetDag at the joiner", briefly(dagOf(asked, dag.GenericID)))
	for second := 1; second <= 5; second++ {
		advance(1)
		observe(fmt.Sprintf("GetDag after %d s", second), times(accepted, dagOf(master, dag.GenericID)))
	}

	observe("remove", keeping(&dag, removing(master, agents[1])))
	observe("remove itself meanwhile", briefly(removing(master, agents[0])))
	observe("remove through the follower meanwhile", briefly(removing(asked, agents[1])))
	observe("Clear meanwhile", doing(master.Clear))
	observe("GetAllAgentLastMaintenanceDag", briefs(master.GetAllAgentLastMaintenanceDag))
	advance(10)
	observe("WaitDagSucceed", briefly(waited(master, dag.GenericID)))
}

// failedJoin: the master stops between an accepted join and its first tick: the join fails, and no operator brings its agent back.
func failedJoin() {
	master, joiner := connect(agents[0]), connect(agents[1])
	var dag *model.DagDetailDTO
	observe("join itself", keeping(&dag, joining(master, agents[0], "zone1")))
	advance(5)
	observe("WaitDagSucceed", briefly(waited(master, dag.GenericID)))
	observe("join", keeping(&dag, joining(master, agents[1], "zone2")))
	control(fmt.Sprintf("/agents/%s/stop", agents[0]), "")
	observe("GetDag at the master", of(dagOf(master, dag.GenericID)))
	advance(5)
	observe("GetDag at the joiner", of(dagOf(joiner, dag.GenericID)))
	observe("WaitDagSucceed at the joiner", of(waited(joiner, dag.GenericID)))
	for _, operator := range []string{"RETRY", "ROLLBACK", "CANCEL", "PASS"} {
		observe("OperateDag "+operator, doing(operating(joiner, dag.GenericID, operator)))
	}
	observe("GetUnfinishedDags", briefs(joiner.GetUnfinishedDags))
	observe("GetAgentUnfinishedDags", briefs(joiner.GetAgentUnfinishedDags))
	observe("GetAgentLastMaintenanceDag", briefly(joiner.GetAgentLastMaintenanceDag))
	observe("Clear", doing(joiner.Clear))

	control(fmt.Sprintf("/agents/%s/start", agents[0]), "")
	advance(5)
	observe("WaitDagSucceed at the master", of(waited(master, dag.GenericID)))
	observe("join again", briefly(joining(master, agents[1], "zone2")))
	observe("join itself instead", briefly(joining(joiner, agents[1], "zone2")))
	observe("GetStatus", of(joiner.GetStatus))
	observe("GetObInfo", of(master.GetObInfo))
}

// times tells of a DAG, its nodes and sub tasks how each stands, and its start and end in seconds since the DAG was accepted.
func times(accepted time.Time, call func() (*model.DagDetailDTO, error)) func() (any, error) {
	line := func(what string, status model.TaskStatusDTO) []any {
		return []any{what + " " + status.State, seconds(accepted, status.StartTime), seconds(accepted, status.EndTime)}
	}
	return func() (any, error) {
		dag, err := call()
		if err != nil {
			return nil, err
		}
		lines := []any{line(fmt.Sprintf("%s %d/%d", dag.Name, dag.Stage, dag.MaxStage), dag.TaskStatusDTO)}
		for _, node := range dag.Nodes {
			level := []any{line(node.Name, node.TaskStatusDTO)}
			for _, task := range node.SubTasks {
				level = append(level, append(line(fmt.Sprintf("sub task %d", task.ExecuteTimes), task.TaskStatusDTO), task.TaskLogs))
			}
			lines = append(lines, level)
		}
		return lines, nil
	}
}

// seconds between two instants, to the microsecond: the digits below are drawn at random.
func seconds(from, to time.Time) float64 {
	return float64(to.Truncate(time.Microsecond).Sub(from.Truncate(time.Microsecond))) / float64(time.Second)
}
