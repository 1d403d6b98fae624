import { PageHeader } from '#components/shell/page-header.tsx'

/** Who may sign in here, and as what. */
export function PeoplePage() {
  return <PageHeader title="People" />
}
