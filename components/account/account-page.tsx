import { PageHeader } from '#components/shell/page-header.tsx'

/** Everything about one's own account. */
export function AccountPage() {
  return <PageHeader title="Account" />
}
