import type { Answer, Scenario } from '../scenarios/scenario.ts'

/** Words to say, with a reading where their letters are not Latin, and whether they end the call. */
export type Reply = Pick<Answer, 'reply' | 'spoken' | 'endsCall'>

/** What the scenarios say about words, however they came in. */
export type Script = {
  /** The scripted answer to a caller's line that was typed instead of spoken. */
  answerTo(text: string): Reply | undefined
  /** What is left to say of the scripted answer to a line that was broken off after `said`. */
  restOf(heard: string, said: string): Reply | undefined
  /** How to read a text aloud that one of the scenarios holds a reading of. */
  readingOf(text: string): string | undefined
  /** What will have to be said when a conversation goes on from a caller's line as written. */
  repliesAfter(heard: string): Reply[]
}

export function createScript(scenarios: readonly Scenario[]): Script {
  const answers = scenarios.flatMap((scenario) => scenario.answers)
  return {
    answerTo: (text) => answers.find(({ heard }) => heard === text.trim()),
    restOf(heard, said) {
      const answer = answers.find((known) => known.heard === heard.trim())
      return answer && restOfAnswer(answer, said)
    },
    readingOf: (text) => answers.find(({ reply }) => reply === text.trim())?.spoken,
    repliesAfter: (heard) =>
      scenarios.flatMap((scenario) => {
        const at = scenario.answers.findIndex((answer) => answer.heard === heard)
        return at === -1 ? [] : scenario.answers.slice(at + 1)
      }),
  }
}

/** A reading belongs to the whole text only; an answer that has one is said again from its beginning. */
function restOfAnswer(answer: Answer, said: string): Reply | undefined {
  const heard = said
    .trim()
    .replace(/(\.{3}|…|[-–—])$/, '')
    .trimEnd()
  if (!answer.reply.startsWith(heard) || heard.length === answer.reply.length) return undefined
  if (answer.spoken !== undefined || heard === '') return answer
  return { ...answer, reply: answer.reply.slice(heard.length).trim() }
}
