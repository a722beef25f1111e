import { GrammyError } from 'grammy'
import type { Api } from 'grammy'

import type { Bot } from '#conversation/channel.ts'

import { theirs } from './their-signal.ts'

const patience = 10_000

/** Asks who we are: nobody is sent anything, and a token that is not taken shows. */
export const createProbe =
  (api: Api): NonNullable<Bot['probe']> =>
  async () => {
    try {
      await api.getMe(theirs(AbortSignal.timeout(patience)))
      return 'ok'
    } catch (error) {
      return { code: error instanceof GrammyError ? String(error.error_code) : 'not-reached' }
    }
  }
