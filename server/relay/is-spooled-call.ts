/** Whether a folder of the spool (spool.ts) may be a call's: it has the call's id as its name. */
export function isSpooledCall(name: string): boolean {
  return /^[\w-]+$/.test(name)
}
