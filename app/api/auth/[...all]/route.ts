import { answerSignIn } from '#server/http/answer-sign-in.ts'

export { answerSignIn as GET, answerSignIn as POST }
