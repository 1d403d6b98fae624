import { cn } from '#components/ui/cn.ts'

/** A board of jacks with a few lines plugged through: the picture beside the sign-in form. */
export function CordField({ className }: { className?: string }) {
  return (
    <div
      aria-hidden
      className={cn(
        'relative overflow-hidden bg-[oklch(0.335_0.062_200)] dark:bg-[oklch(0.225_0.03_200)]',
        className,
      )}
    >
      <svg
        className="absolute inset-0 size-full"
        viewBox="0 0 720 900"
        preserveAspectRatio="xMidYMid slice"
        fill="none"
      >
        <g stroke="oklch(0.62 0.06 195 / 0.55)" strokeWidth="1.5">
          {jacks.map(({ x, y }) => (
            <circle key={`${x},${y}`} cx={x} cy={y} r="9" />
          ))}
        </g>
        <g fill="oklch(0.24 0.04 200 / 0.7)">
          {jacks.map(({ x, y }) => (
            <circle key={`${x},${y}`} cx={x} cy={y} r="4" />
          ))}
        </g>
        {cords.map((cord) => (
          <Cord key={`${cord.from}-${cord.to}`} {...cord} />
        ))}
      </svg>
    </div>
  )
}

const SPACING = 60
const COLUMNS = 12
const jacks = Array.from({ length: COLUMNS * 15 }, (_, index) => jackAt(index))

/** Jacks by their number, row by row. */
const cords = [
  { from: 28, to: 93, tone: 'oklch(0.8 0.14 74)' },
  { from: 67, to: 136, tone: 'oklch(0.86 0.05 190)' },
  { from: 75, to: 46, tone: 'oklch(0.72 0.1 192)' },
]

type CordProps = (typeof cords)[number]

function Cord({ from, to, tone }: CordProps) {
  const a = jackAt(from)
  const b = jackAt(to)
  const sag = Math.max(a.y, b.y) + 150
  return (
    <>
      <path
        d={`M${a.x} ${a.y} C${a.x} ${sag} ${b.x} ${sag} ${b.x} ${b.y}`}
        stroke={tone}
        strokeWidth="5"
        strokeLinecap="round"
      />
      {[a, b].map(({ x, y }) => (
        <g key={`${x},${y}`}>
          <circle
            cx={x}
            cy={y}
            r="11"
            fill="oklch(0.24 0.04 200)"
            stroke={tone}
            strokeWidth="3.5"
          />
          <circle cx={x} cy={y} r="4" fill={tone} />
        </g>
      ))}
    </>
  )
}

function jackAt(index: number) {
  return {
    x: SPACING / 2 + (index % COLUMNS) * SPACING,
    y: SPACING / 2 + Math.floor(index / COLUMNS) * SPACING,
  }
}
