import { terminalCapabilities } from '#bots/terminal.ts'
import { emailCapabilities } from '#bots/email.ts'
import { telegramCapabilities } from '#bots/telegram.ts'
import { wechatOfficialCapabilities } from '#bots/wechat-official.ts'
import { wechatPersonalCapabilities } from '#bots/wechat-personal.ts'
import { webChatCapabilities } from '#bots/web-chat.ts'
import { inspect } from '#conversation/inspect.ts'
import { story } from '#flows/story.ts'
import { complain, exit, print, printJson, type Exit } from './output.ts'

/** Every channel a flow must fit. */
export const flowChannels = [
  webChatCapabilities,
  telegramCapabilities,
  wechatOfficialCapabilities,
  wechatPersonalCapabilities,
  emailCapabilities,
  terminalCapabilities,
]

/** `yijian flows inspect`: the proofs for every flow, language and channel. */
export function inspectCommand(options: { readonly json?: true }): Exit {
  const problems = inspect(story, flowChannels)
  const flows = Object.keys(story.flows).length
  const languages = Object.keys(story.words).length
  if (options.json) printJson({ flows, languages, channels: flowChannels.length, problems })
  else {
    for (const { flow, node, kind, detail } of problems)
      complain(`${[flow, node].filter(Boolean).join('.')}: ${kind}: ${detail}`)
    print(
      `${flows} flows × ${languages} languages × ${flowChannels.length} channels: ${problems.length} problems`,
    )
  }
  return problems.length === 0 ? exit.done : exit.refused
}
