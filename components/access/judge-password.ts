import { passwordCharactersMin } from '#contracts/people.ts'

export type PasswordJudgement = { score: 0 | 1 | 2 | 3; words: string }

/**
 * How good a password is, by its length and by how many different characters it
 * has: what a person can act on. The server alone decides whether it will do.
 */
export function judgePassword(password: string): PasswordJudgement {
  const { length } = password
  const missing = passwordCharactersMin - length
  if (length === 0) {
    return {
      score: 0,
      words: `At least ${passwordCharactersMin} characters. A few words make a good one.`,
    }
  }
  if (missing > 0) {
    return { score: 0, words: `${missing} more character${missing === 1 ? '' : 's'} needed.` }
  }
  const different = new Set(password).size
  if (different < 6) return { score: 1, words: 'Weak: the same few characters again and again.' }
  if (length < 16 || different < 9) return { score: 2, words: 'Good. Longer is stronger.' }
  return { score: 3, words: 'Strong.' }
}
