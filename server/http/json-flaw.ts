/**
 * What is wrong with a text that JSON.parse takes: a name given twice in one
 * object, of which two readers may each take another, or nesting deeper than
 * anything here is. Null: nothing.
 */
export function flawOfJson(text: string): string | null {
  const open: (Set<string> | null)[] = []
  for (const [token, name] of text.matchAll(tokens)) {
    if (token === '{' || token === '[') {
      open.push(token === '{' ? new Set() : null)
      if (open.length > DEPTH_MAX) return `The body is nested deeper than ${DEPTH_MAX} levels.`
    } else if (token === '}' || token === ']') open.pop()
    else if (name !== undefined) {
      // Two spellings of one name, "a" and "\u0061", are that name.
      const key = String(JSON.parse(name))
      const names = open.at(-1)
      if (names?.has(key) === true) return 'The body gives a name twice in one object.'
      names?.add(key)
    }
  }
  return null
}

/** Brackets, names with their colon, and other strings, which are skipped whole. */
const tokens = /[{}[\]]|("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"/g
const DEPTH_MAX = 32
