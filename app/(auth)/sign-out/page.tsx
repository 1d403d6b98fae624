import type { Metadata } from 'next'
import { SignOut } from './sign-out.tsx'

export const metadata: Metadata = { title: 'Sign out' }

export default function SignOutPage() {
  return <SignOut />
}
