/** Which vendors are real: decided by what the environment names, never by a switch of its own. */
export type VendorName = 'carrier' | 'model'

export type Vendors = {
  /** Simulated because nothing of theirs is set. */
  simulated: VendorName[]
  /** What is half set, one sentence each; not empty: nothing may start. */
  problems: string[]
}

type Environment = Readonly<Record<string, string | undefined>>

const carrierCredentials = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_PHONE_NUMBER']

/**
 * A vendor without any of its variables is simulated; with all of them it is
 * real; with some of them nobody can tell what was meant, so that is a problem
 * and its sentence names what is missing.
 */
export function decideVendors(env: Environment): Vendors {
  const carrier = decideCarrier(env)
  const model = decideModel(env)
  return {
    simulated: [
      ...(carrier === 'simulated' ? (['carrier'] as const) : []),
      ...(model === 'simulated' ? (['model'] as const) : []),
    ],
    problems: [carrier, model].flatMap((answer) => (typeof answer === 'string' ? [] : answer)),
  }
}

type Answer = 'real' | 'simulated' | string[]

function decideCarrier(env: Environment): Answer {
  const given = [...carrierCredentials, 'TWILIO_API_BASE_URL'].filter((name) => isSet(env, name))
  if (given.length === 0) return 'simulated'
  const missing = carrierCredentials.filter((name) => !isSet(env, name))
  if (missing.length === 0) return 'real'
  return [
    `${listed(given)} set, but ${listed(missing)} not. ` +
      `Set ${missing.length === 1 ? 'it' : 'them'} to use Twilio, or unset ${listNames(given)} to use the simulated carrier.`,
  ]
}

function decideModel(env: Environment): Answer {
  if (isSet(env, 'OPENAI_API_KEY')) return 'real'
  if (!isSet(env, 'OPENAI_BASE_URL')) return 'simulated'
  return [
    'OPENAI_BASE_URL is set, but OPENAI_API_KEY is not. ' +
      'Set it (any text, for a server that takes none), or unset OPENAI_BASE_URL to use the simulated model.',
  ]
}

function isSet(env: Environment, name: string): boolean {
  return (env[name] ?? '') !== ''
}

function listed(names: string[]): string {
  return `${listNames(names)} ${names.length === 1 ? 'is' : 'are'}`
}

function listNames(names: string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
