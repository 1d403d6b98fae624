import { appContext } from '../app-context.ts'

/** Logs what nobody foresaw. Without a context, as when the environment is broken, stderr still gets a line. */
export function logFailure(
  error: unknown,
  where: { requestId: string; operation: string },
  message: string,
): void {
  try {
    appContext().logger.error({ err: error, ...where }, message)
  } catch {
    process.stderr.write(`${message}: ${where.operation} ${where.requestId}: ${String(error)}\n`)
  }
}
