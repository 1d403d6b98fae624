import type { FeedSocket, FeedSocketEvents } from './connect-feed.ts'

/** The browser's WebSocket as the feed wants it. */
export function openBrowserSocket(url: string, events: FeedSocketEvents): FeedSocket {
  const socket = new WebSocket(url)
  socket.addEventListener('open', events.onOpen)
  socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => events.onMessage(data))
  socket.addEventListener('close', ({ code }) => events.onClose(code))
  return { send: (text) => socket.send(text), close: () => socket.close() }
}
