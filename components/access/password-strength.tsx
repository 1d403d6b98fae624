import { cn } from '#components/ui/cn.ts'
import { judgePassword } from './judge-password.ts'

/** How good the password is, in words and as a bar that says the same. */
export function PasswordStrength({ password }: { password: string }) {
  const { score, words } = judgePassword(password)
  return (
    <span className="flex items-center gap-3">
      <span aria-hidden className="flex w-18 shrink-0 gap-1">
        {[1, 2, 3].map((step) => (
          <span
            key={step}
            className={cn('h-1 flex-1 rounded-full bg-border', step <= score && toneOf[score])}
          />
        ))}
      </span>
      {words}
    </span>
  )
}

const toneOf = ['', 'bg-danger', 'bg-primary', 'bg-ok'] as const
