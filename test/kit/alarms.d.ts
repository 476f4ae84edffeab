import { Alarm, type AlarmState, type Priority } from "#contract/alarm";
/** What a test wants to be special about an alarm; ids as plain strings. */
export interface AlarmWish {
    id?: string;
    rule?: string;
    thing?: string;
    area?: string;
    priority?: Priority;
    state?: AlarmState;
    inAlarm?: boolean;
    raisedAt?: number;
    message?: string;
    cause?: string;
}
/** A whole alarm through the contract's own parser, so that a test never shows a panel what the backend could not send. */
export declare function alarmOf(wish?: AlarmWish): Alarm;
