import { LocateFixed } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'

/** Leads back to the line being spoken, over the box that was scrolled away from it. */
export function BackToPlace({ onBack }: { onBack(): void }) {
  return (
    <Button
      size="sm"
      variant="primary"
      onClick={onBack}
      className="absolute bottom-4 left-1/2 -translate-x-1/2 rounded-full shadow-overlay"
    >
      <LocateFixed aria-hidden /> Back to the place
    </Button>
  )
}
