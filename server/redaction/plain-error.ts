/**
 * What of an error may be logged: its kind, its code, its message, where it was
 * thrown, and its causes. All else that a library hangs on an error (requests,
 * answers, headers, rows) is left out. Messages that quote what was being read or
 * written lose their quotations.
 */
export function plainError(error: Error): Record<string, unknown> {
  const message = messageOf(error)
  const plain: Record<string, unknown> = { type: kindOf(error), message }
  for (const name of kept) {
    const field: unknown = Reflect.get(error, name)
    if (typeof field === 'string' || typeof field === 'number') plain[name] = field
  }
  plain['stack'] = `${kindOf(error)}: ${message}${framesOf(error)}`
  if (error.cause instanceof Error || !quotesData(error)) plain['cause'] = error.cause
  if (error instanceof AggregateError) plain['errors'] = error.errors
  return plain
}

const kept = ['code', 'status', 'errno', 'syscall', 'address', 'port', 'severity', 'clientVersion']

function kindOf(error: Error): string {
  return error.name === 'Error' ? error.constructor.name : error.name
}

/**
 * Of the database's and the model's messages, and of a parser's, text in quotes
 * is somebody's data; Prisma's also print the whole query before the last line.
 */
function messageOf(error: Error): string {
  const message = error.message
  if (!quotesData(error)) return message
  const lines = message.split('\n').filter((line) => line.trim() !== '')
  const said = lines.length > 1 ? `${lines[0]} ... ${lines.at(-1)}` : message
  return said
    .replaceAll(/"[^"]*"|“[^”]*”|'[^']*'/g, '"..."')
    .replaceAll(/\(([^()]*)\)=\([^()]*\)/g, '($1)=(...)')
}

function quotesData(error: Error): boolean {
  return (
    error instanceof SyntaxError ||
    /^(?:Prisma|DriverAdapter)/.test(error.name) ||
    // The database's own driver, and the model's SDK.
    'routine' in error ||
    'requestID' in error
  )
}

function framesOf({ stack }: Error): string {
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at\s/.test(line))
  return frames.length === 0 ? '' : `\n${frames.join('\n')}`
}
