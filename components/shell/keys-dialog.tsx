'use client'

import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { navItems } from './nav-items.ts'

type KeysDialogProps = { open: boolean; onOpenChange: (open: boolean) => void }

/** The list of keys, shown by `?`. */
export function KeysDialog(props: KeysDialogProps) {
  return (
    <Dialog {...props}>
      <DialogContent
        title="Keyboard keys"
        description="Single keys work everywhere but in fields one types in."
      >
        <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-2.5 text-base">
          {rows.map(({ keys, does }) => (
            <div key={does} className="col-span-2 grid grid-cols-subgrid items-center">
              <dt className="flex gap-1">
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </DialogContent>
    </Dialog>
  )
}

const rows = [
  ...navItems.map(({ key, label }) => ({ keys: ['g', key], does: `Go to ${label}` })),
  { keys: ['/'], does: 'Go to the search or filter of the page' },
  { keys: ['j', 'k'], does: 'Next and previous row of a list; Enter opens it' },
  { keys: ['x'], does: 'Select the call of the row' },
  { keys: ['Space'], does: 'Play and pause a recording' },
  { keys: ['←', '→'], does: 'Back and forward by 5 s, with Shift by 15 s' },
  { keys: ['[', ']'], does: 'Previous and next turn of a recording' },
  { keys: [',', '.'], does: 'Play slower and faster' },
  { keys: ['p'], does: 'Pause and resume recording on a live call' },
  { keys: ['e'], does: 'End the call on its page (asks first)' },
  { keys: ['Esc'], does: 'Close what is open' },
  { keys: ['?'], does: 'Show these keys' },
]
