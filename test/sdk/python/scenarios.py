"""Lives through one of the scenarios: ``scenarios.py <scenario> <host:port>...``"""
# Before the others: it takes its arguments.
from story import play

import scenarios_credentials
import scenarios_join
import scenarios_network
import scenarios_trouble

modules = [scenarios_credentials, scenarios_join, scenarios_network, scenarios_trouble]
play({name: value for module in modules for name, value in vars(module).items()})
