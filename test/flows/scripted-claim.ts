import type { Given, Values } from './scripted-understanding.ts'
import { words } from './scripted-understanding.ts'

/** What a transcript says of rewards. */
export interface PrizeSetting {
  /** Where the reward stands; `null`: there is none. */
  readonly prize: string | null
  /** What is wanted besides: the secret, a name, or nothing. */
  readonly prizeNeeds: string
  /** `elsewhere`: of a report of another chat; `several`: two of them here. */
  readonly prizeWhere: string
  /** The day it has to be claimed by is known. */
  readonly prizeUntil: string
}

export const NO_PRIZE: PrizeSetting = {
  prize: null,
  prizeNeeds: 'secret',
  prizeWhere: 'here',
  prizeUntil: 'yes',
}

const SECRET = '7QD2X0MK3V9HTA15R'
const NUMBER = 'RC-2026-00017'

const NOTHING: Values = {
  claimReports: [],
  claimId: null,
  claimProof: null,
  claimNumber: null,
  claimState: 'none',
  claimNeeds: 'nothing',
  claimWays: [],
  rewardSum: null,
  rewardUntil: null,
  rewardNotice: null,
  rewardRule: null,
  counterCode: null,
  waitMinutes: null,
}

/** `wrong`: how many wrong secrets were typed before. */
export const lookUpReward = (setting: PrizeSetting, given: Given, wrong: number): Values => {
  const { prize, prizeWhere } = setting
  const [number, code] = [words(given['claimNumber']), words(given['claimCode'])]
  if (number && code) {
    if (prize !== null && plain(code) === SECRET && number === NUMBER)
      return view(setting, 'secret')
    if (wrong >= 3) return { ...NOTHING, claimFound: 'slow', waitMinutes: '5' }
    return { ...NOTHING, claimFound: 'wrong' }
  }
  if (prize === null || prizeWhere === 'elsewhere') return { ...NOTHING, claimFound: 'none' }
  if (prizeWhere === 'several' && !words(given['claimChosen'])) {
    const claimReports = [NUMBER, 'RC-2026-00018'].map((value) => ({ value, label: value }))
    return { ...NOTHING, claimFound: 'several', claimReports }
  }
  return view(setting, 'chat')
}

const plain = (text: string): string => text.replaceAll(/[\s-]/gu, '').toUpperCase()

const LABELS = {
  counter: '到柜台领',
  transfer: '转账',
  proxy: '请人代领',
  waive: '不要了',
  later: '以后再说',
}

const view = (setting: PrizeSetting, claimProof: string): Values => {
  const { prize, prizeNeeds, prizeUntil } = setting
  const claimNeeds = claimProof === 'secret' && prizeNeeds === 'secret' ? 'nothing' : prizeNeeds
  return {
    ...NOTHING,
    claimFound: 'yes',
    claimNumber: NUMBER,
    claimState: prize === 'counter' ? 'claimed' : prize,
    claimNeeds,
    claimId: 'reward-1',
    claimProof,
    claimWays: Object.entries(LABELS).map(([value, label]) => ({ value, label })),
    rewardSum: '1,200.00 元（人民币壹仟贰佰元整）',
    rewardUntil: prizeUntil === 'yes' ? '2027年1月21日' : null,
    rewardNotice: '荣卫奖〔2026〕1号',
    rewardRule: '《测试方案》第七条',
    counterCode: prize === 'counter' ? '4821 7730' : null,
  }
}

export const takeClaim = (given: Given, why: string | undefined): Values => {
  const atCounter = given['claimWay'] === 'counter' || given['claimWay'] === 'proxy'
  return {
    claimRefusal: why ?? 'none',
    rewardRule: why === undefined ? null : '《测试方案》第七条',
    counterCode: why === undefined && atCounter ? '4821 7730' : null,
  }
}
