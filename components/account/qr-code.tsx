import { encode } from 'uqr'

/** A text as a QR code, drawn in the page: dark on white in either theme, with the margin that cameras want. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const dots = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  )
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="mx-auto size-56 rounded-md border bg-white"
    >
      <path d={dots.join('')} className="fill-black" />
    </svg>
  )
}
