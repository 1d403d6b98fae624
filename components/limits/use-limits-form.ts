'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { toast } from 'sonner'
import { spendingLimitsSchema, type SpendingLimits } from '#contracts/spending.ts'
import { describeFormProblem } from '#components/agents/form-problem.ts'
import { toastProblem } from '#components/api/toast-problem.ts'
import { changedLimits, changeOf, followed } from './changed-limits.ts'
import { useUpdateLimits } from './use-update-limits.ts'

/**
 * The fields of the limits, and what of them is not saved yet. Follows limits
 * that are changed elsewhere, but never throws away what was typed here.
 */
export function useLimitsForm(limits: SpendingLimits) {
  const [base, setBase] = useState(limits)
  const update = useUpdateLimits()
  const form = useForm<SpendingLimits>({
    defaultValues: limits,
    resolver: zodResolver(spendingLimitsSchema, { error: describeFormProblem }),
    mode: 'onBlur',
  })
  const changed = changedLimits(base, form.watch())
  const isBehind = changedLimits(base, limits).length > 0

  useEffect(() => {
    if (!isBehind) return
    form.reset(followed(base, limits, form.getValues()))
    setBase(limits)
  }, [isBehind, base, limits, form])

  const save = form.handleSubmit(async (edited) => {
    try {
      await update.mutateAsync(changeOf(base, edited))
      toast.success('Limits saved', { description: 'The next call is held to them.' })
    } catch (error) {
      toastProblem(error)
    }
  })
  return {
    form,
    changed,
    save,
    isSaving: update.isPending,
    discard: () => form.reset(base),
  }
}
