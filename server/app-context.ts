import { appConfig } from './app-config.ts'
import { createContext, type AppContext } from './context.ts'

/** The process's one context, made when the first request needs it. */
export function appContext(): AppContext {
  slot.switchboardContext ??= createContext(appConfig())
  return slot.switchboardContext
}

/** Puts another context in its place and answers how to take it away again. */
export function replaceAppContext(context: AppContext): Disposable {
  slot.switchboardContext = context
  return {
    [Symbol.dispose]() {
      delete slot.switchboardContext
    },
  }
}

/** On the global object, because the dev server loads this module anew with every change. */
const slot: typeof globalThis & { switchboardContext?: AppContext } = globalThis
