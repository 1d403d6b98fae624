/** A process of the load generator, and how questions reach it. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

type Questions = Record<string, { ask: unknown; answer: unknown }>
type Asked = { id: number; name: string; ask: unknown }
type Answered = { id: number; answer: unknown } | { id: number; problem: string }

export type Side<Q extends Questions> = {
  pid: number
  ask<Name extends keyof Q & string>(name: Name, ask: Q[Name]['ask']): Promise<Q[Name]['answer']>
  stop(): void
}

/** Starts `file`, which answers through {@link answerQuestions}. It leaves when this process does. */
export function startSide<Q extends Questions>(file: string): Side<Q> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
    // A Ctrl-C at the terminal is the bench's to handle.
    detached: true,
  })
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let asked = 0
  child.on('message', (message) => {
    // Only answerQuestions writes to this channel.
    const answered = message as Answered
    const question = waiting.get(answered.id)
    waiting.delete(answered.id)
    if ('problem' in answered) question?.reject(new Error(`${file}: ${answered.problem}`))
    else question?.resolve(answered.answer)
  })
  child.once('exit', (code, signal) => {
    for (const question of waiting.values()) {
      question.reject(new Error(`${file} ended (${signal ?? code}).`))
    }
  })
  return {
    pid: child.pid ?? 0,
    ask<Name extends keyof Q & string>(name: Name, ask: Q[Name]['ask']) {
      const question = Promise.withResolvers<Q[Name]['answer']>()
      asked += 1
      waiting.set(asked, question)
      // Whoever asked may have given up waiting; a side that ends is then nobody's error.
      question.promise.catch(() => undefined)
      const message: Asked = { id: asked, name, ask }
      child.send(message)
      return question.promise
    },
    stop: () => void child.kill('SIGKILL'),
  }
}

/** Answers the bench's questions in a process made by {@link startSide}. */
export function answerQuestions<Q extends Questions>(answers: {
  [Name in keyof Q]: (ask: Q[Name]['ask']) => Promise<Q[Name]['answer']> | Q[Name]['answer']
}): void {
  const send = (answered: Answered) => process.send?.(answered)
  process.on('message', (message) => {
    const { id, name, ask } = message as Asked
    Promise.resolve(answers[name]?.(ask)).then(
      (answer) => send({ id, answer: answer ?? null }),
      (error: unknown) => send({ id, problem: String(error) }),
    )
  })
  process.once('disconnect', () => process.exit())
}
