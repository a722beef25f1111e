import type { Flow, Story } from '#conversation/flow.ts'
import { claim } from './claim.ts'
import { correct, makeAnonymous } from './correct.ts'
import { help } from './help.ts'
import { human } from './human.ts'
import { health, identity } from './identity.ts'
import { besides, matter, matters } from './matters.ts'
import { menu } from './menu.ts'
import { exportData, forget, myData, privacy } from './my-data.ts'
import { again, news } from './news.ts'
import { notOurs } from './not-ours.ts'
import { offence } from './offence.ts'
import { rate } from './rate.ts'
import { onlyHere } from './only-here.ts'
import { receipt } from './receipt.ts'
import { report } from './report.ts'
import { supplement } from './supplement.ts'
import { toldBefore } from './told-before.ts'
import { track, which } from './track.ts'
import { despair, life, violence } from './urgent.ts'
import { withdraw } from './withdraw.ts'
import { en } from './words/en.ts'
import { zhCn } from './words/zh-cn.ts'

/** Newest version last; a version stays as long as conversations are under way on it. */
const flows: Readonly<Record<string, readonly Flow[]>> = {
  menu: [menu],
  report: [report],
  health: [health],
  identity: [identity],
  offence: [offence],
  matters: [matters],
  matter: [matter],
  besides: [besides],
  receipt: [receipt],
  'told-before': [toldBefore],
  'not-ours': [notOurs],
  life: [life],
  violence: [violence],
  despair: [despair],
  which: [which],
  track: [track],
  claim: [claim],
  'only-here': [onlyHere],
  news: [news],
  again: [again],
  rate: [rate],
  supplement: [supplement],
  withdraw: [withdraw],
  'my-data': [myData],
  'export-data': [exportData],
  correct: [correct],
  'make-anonymous': [makeAnonymous],
  forget: [forget],
  privacy: [privacy],
  help: [help],
  human: [human],
}

/** All conversations of the house, for every channel. */
export const story: Story = {
  flows,
  start: 'menu',
  signals: { life: 'life', violence: 'violence', despair: 'despair' },
  keywords: [
    { words: 'command.help', flow: 'help' },
    { words: 'command.human', flow: 'human' },
    { words: 'keyword.track', flow: 'track' },
    { words: 'keyword.claim', flow: 'claim' },
    { words: 'keyword.only-here', flow: 'only-here' },
    { words: 'keyword.news', flow: 'news' },
    { words: 'keyword.again', flow: 'again' },
    { words: 'keyword.supplement', flow: 'supplement' },
    { words: 'keyword.withdraw', flow: 'withdraw' },
    { words: 'keyword.my-data', flow: 'my-data' },
    { words: 'keyword.export', flow: 'export-data' },
    { words: 'keyword.correct', flow: 'correct' },
    { words: 'keyword.make-anonymous', flow: 'make-anonymous' },
    { words: 'keyword.forget', flow: 'forget' },
    { words: 'keyword.privacy', flow: 'privacy' },
  ],
  words: { 'zh-cn': zhCn, en },
  elsewhere: [
    'offence.unsorted',
    'offence.drop',
    'pace.slow',
    'notice.place',
    'claim.way.counter',
    'claim.way.transfer',
    'claim.way.proxy',
    'claim.way.waive',
    'claim.way.later',
    'outcome.substantiated',
    'outcome.partly',
    'outcome.unfounded',
    'outcome.unverifiable',
    'outcome.transferred-to-police',
    'outcome.transferred-to-discipline',
    'outcome.mediated',
    'outcome.answered',
    'outcome.declined',
    'outcome.withdrawn',
    'outcome.closed',
    'outcome.concluded',
    'passcode.refused',
    'passcode.masked',
    'way.export',
    'way.correct',
    'way.anonymous',
    'way.forget',
    'way.nothing',
    'way.name',
    'way.phone',
    'way.facts',
    'privacy.changed',
  ],
}
