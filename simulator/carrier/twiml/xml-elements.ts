import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** An XML element, reduced to what TwiML uses. */
export type Element = {
  name: string
  attributes: Readonly<Record<string, string>>
  children: readonly Element[]
  /** The element's own text, white space collapsed. */
  text: string
}

export type ParsedXml = { ok: true; root: Element } | { ok: false; problem: string }

/** Reads an XML document in document order. Anything but one well-formed root is a problem. */
export function parseXml(source: string): ParsedXml {
  const validity = XMLValidator.validate(source)
  if (validity !== true) return { ok: false, problem: validity.err.msg }
  const roots = elementsOf(parser.parse(source))
  const [root] = roots
  if (!root || roots.length > 1)
    return { ok: false, problem: 'The document needs one root element.' }
  return { ok: true, root }
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  htmlEntities: true,
})

/** One node as the parser orders it: the tag's name holds its children, `:@` its attributes. */
type Node = Record<string, unknown>

const TEXT = '#text'
const ATTRIBUTES = ':@'

function elementsOf(nodes: unknown): Element[] {
  return listOf(nodes).flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ATTRIBUTES)
    return name === undefined || name === TEXT ? [] : [elementOf(name, node)]
  })
}

function elementOf(name: string, node: Node): Element {
  return {
    name,
    attributes: attributesOf(node[ATTRIBUTES]),
    children: elementsOf(node[name]),
    text: textOf(node[name]),
  }
}

function textOf(nodes: unknown): string {
  const text = listOf(nodes).map((node) => node[TEXT])
  return text
    .filter((part) => typeof part === 'string')
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function listOf(nodes: unknown): Node[] {
  if (!Array.isArray(nodes)) return []
  return nodes.filter((node: unknown): node is Node => typeof node === 'object' && node !== null)
}

function attributesOf(raw: unknown): Record<string, string> {
  if (typeof raw !== 'object' || raw === null) return {}
  return Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, String(value)]))
}
