import { attachment } from '#core/file-name.ts'

/** An answer that a browser saves as a file of this name, and nobody keeps in between. */
export function fileResponse(
  body: string | ReadableStream<Uint8Array>,
  { name, contentType }: { name: string; contentType: string },
): Response {
  return new Response(body, {
    headers: {
      'content-type': contentType,
      'content-disposition': attachment(name),
      'cache-control': 'no-store',
    },
  })
}
