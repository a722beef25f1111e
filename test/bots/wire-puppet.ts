import { connect } from 'node:net'
import { createInterface } from 'node:readline'

import { PuppetMock, mock } from 'wechaty-puppet-mock'

/** What the test tells the platform to do. */
export type Order =
  | { readonly do: 'login' }
  | { readonly do: 'logout'; readonly why: string }
  | { readonly do: 'scan'; readonly picture: string }
  | { readonly do: 'say'; readonly id: string; readonly text: string; readonly at: number }
  | { readonly do: 'send-file'; readonly id: string; readonly base64: string; readonly at: number }
  | { readonly do: 'crash' }
  | { readonly do: 'leave-unhandled' }

/** What the platform tells the test. */
export type News =
  | { readonly type: 'up'; readonly env: NodeJS.ProcessEnv; readonly home: string }
  | { readonly type: 'sent'; readonly to: string; readonly text: string }

export const reporter = 'wxid_reporter_of_rongchang'

/** A puppet whose platform is a test at the other end of a line; its token is the port. */
function WirePuppet({ token }: { readonly token: string }): PuppetMock {
  const mocker = new mock.Mocker()
  const puppet = new PuppetMock({ mocker })
  const account = mocker.createContact({ id: 'wxid_account', name: '举报' })
  const person = mocker.createContact({ id: reporter, name: '张三', type: 1 })
  const line = connect(Number(token), '127.0.0.1')
  const tell = (news: News): void => void line.write(`${JSON.stringify(news)}\n`)
  line.on('error', () => process.exit(1))
  puppet.messageSendText = async (to: string, text: string): Promise<void> =>
    tell({ type: 'sent', to, text })
  const deliver = (id: string, timestamp: number, more: object): void => {
    const who = { talkerId: person.id, listenerId: account.id }
    mocker.MessageMock.create({ ...who, id, timestamp, type: 7, ...more })
    puppet.emit('message', { messageId: id })
  }
  const obey = async (order: Order): Promise<void> => {
    switch (order.do) {
      case 'login':
        return mocker.login(account)
      case 'logout':
        return await puppet.logout(order.why)
      case 'scan':
        return mocker.scan(order.picture)
      case 'say':
        return deliver(order.id, order.at, { text: order.text })
      case 'send-file': {
        const file = { type: 1, name: 'men.jpg', base64: order.base64 }
        mocker.cacheFileBoxPayload.set(order.id, file)
        return deliver(order.id, order.at, { type: 6 })
      }
      case 'crash':
        return process.abort()
      case 'leave-unhandled':
        void Promise.reject(new Error('nobody handles this'))
    }
  }
  createInterface({ input: line }).on('line', (order) => void obey(JSON.parse(order) as Order))
  puppet.once('start', () =>
    tell({ type: 'up', env: process.env, home: process.env['HOME'] ?? '' }),
  )
  return puppet
}

// oxlint-disable-next-line import/no-default-export -- this is how the library finds a puppet
export default WirePuppet
