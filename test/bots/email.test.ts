import { createEmail } from '#bots/email.ts'

import { keepsTheContract } from './contract.ts'
import type { Platform } from './contract.ts'
import { openFakeMail } from './fake-mail.ts'
import { openHouse } from './house.ts'
import { mailOf } from './mails.ts'
import type { Written } from './mails.ts'

const person = 'zhang@citizen.example'

keepsTheContract('email', async (): Promise<Platform> => {
  const mail = await openFakeMail()
  const house = openHouse()
  const { imapUrl, smtpUrl } = mail
  const settings = { address: 'jubao@ws.example', tokenSecret: 'secret', imapUrl, smtpUrl }
  const bot = createEmail({ ...settings, graceMs: 100, retryMs: 1 }, house.port)
  await bot.start()
  let last = ''
  const write = async (written: Partial<Written>): Promise<void> => {
    last = mailOf({ from: person, answers: mail.to(person).at(-1), ...written })
    mail.imap.arrive(last)
    await mail.settled()
  }
  return {
    house,
    bot,
    address: () => person,
    say: async (text) => await write({ text }),
    again: async () => {
      mail.imap.arrive(last)
      await mail.settled()
    },
    choose: async () => await write({ text: '1' }),
    attach: async (bytes, name) => await write({ files: [{ name, bytes }] }),
    seen: async () => mail.to(person).map(({ text }) => text),
    leave: async () => mail.fail('rcpt', 9, 550, '5.1.1 no such user'),
    close: async () => {
      await bot.stop()
      await mail.close()
    },
  }
})
