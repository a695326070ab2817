package main

import (
	"github.com/oceanbase/obshell-sdk-go/model"
	"github.com/oceanbase/obshell-sdk-go/sdk/request"
	"github.com/oceanbase/obshell-sdk-go/sdk/response"
	v1 "github.com/oceanbase/obshell-sdk-go/services/v1"
)

// connect makes a client of the SDK as the README does it.
func connect(to agent) *v1.Client {
	client, err := v1.NewClientWithServer(to.host, to.port)
	must(err)
	return client
}

func connectWith(to agent, password string) *v1.Client {
	client, err := v1.NewClientWithPassword(to.host, to.port, password)
	must(err)
	return client
}

// bare is a request for which the SDK has no method, through its own door.
func bare(client *v1.Client, method, path string, body any, authenticated bool) func() (any, error) {
	return func() (any, error) {
		req := request.NewBaseRequest()
		req.InitApiInfo(path, client.GetHost(), client.GetPort(), method)
		if authenticated {
			req.SetAuthentication()
		}
		if body != nil {
			req.SetBody(body)
		}
		resp := response.NewOcsAgentResponse()
		err := client.Execute(req, resp)
		return resp.Data, err
	}
}

// joining sends a join and does not wait for it; joined waits.
func joining(client *v1.Client, who agent, zone string) func() (*model.DagDetailDTO, error) {
	return func() (*model.DagDetailDTO, error) {
		return client.JoinWithRequest(client.NewJoinRequest(who.host, who.port, zone))
	}
}

func joined(client *v1.Client, who agent, zone string) func() (*model.DagDetailDTO, error) {
	return func() (*model.DagDetailDTO, error) { return client.Join(who.host, who.port, zone) }
}

func removing(client *v1.Client, who agent) func() (*model.DagDetailDTO, error) {
	return func() (*model.DagDetailDTO, error) {
		return client.RemoveWithRequest(client.NewRemoveRequest(who.host, who.port))
	}
}

func removed(client *v1.Client, who agent) func() (*model.DagDetailDTO, error) {
	return func() (*model.DagDetailDTO, error) { return client.Remove(who.host, who.port) }
}

func dagOf(client *v1.Client, id string) func() (*model.DagDetailDTO, error) {
	return func() (*model.DagDetailDTO, error) { return client.GetDag(id) }
}

func waited(client *v1.Client, id string) func() (*model.DagDetailDTO, error) {
	return func() (*model.DagDetailDTO, error) { return client.WaitDagSucceed(id) }
}

func operating(client *v1.Client, id, operator string) func() error {
	return func() error { return client.OperateDag(id, operator) }
}
