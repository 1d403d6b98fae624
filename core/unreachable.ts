/**
 * Ends every switch on a tag: a new member of the union stops compiling here
 * until somebody decides what it means.
 */
export function unreachable(value: never): never {
  throw new Error(`Unreachable: ${JSON.stringify(value)}`)
}
