import { refuse, type Refusal } from '../refusal.ts'

/** Two agents of one name could not be told apart in a list. */
export function agentNameTaken(name: string): Refusal {
  const message = `Another agent is called ${name}; choose another name.`
  return refuse('agent-name-taken', message, { errors: [{ path: 'name', message }] })
}
