/** The body as text, or null when it has more than `bytesMax` bytes; it is not read further then. */
export async function readText(request: Request, bytesMax: number): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > bytesMax) return null
  if (request.body === null) return ''
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of request.body) {
    bytes += part.byteLength
    if (bytes > bytesMax) return null
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
