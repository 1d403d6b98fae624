'use client'

import './globals.css'
import ErrorPage from './error.tsx'

/** Stands in for the whole frame when the frame itself failed. */
export default function GlobalError(props: Parameters<typeof ErrorPage>[0]) {
  return (
    <html lang="en">
      <body>
        <title>Broken · Switchboard</title>
        <ErrorPage {...props} />
      </body>
    </html>
  )
}
