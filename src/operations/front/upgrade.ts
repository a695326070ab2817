import { coded } from '../../protocol/index.ts'
import { refused, type Operations } from '../context.ts'

/** The host of every agent has a Python that lacks the first of the modules asked for, as that of the recorded agents (golden single-reads). */
export const upgradeFront: Operations = { checkUpgradeEnvironment: () => refused(coded('Environment.WithoutModule', 'mysql.connector')) }
