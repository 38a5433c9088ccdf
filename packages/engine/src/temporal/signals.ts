import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { Arrival, Interrupt, RunState } from '../interpret/index.js';

/** An event for the run, with the subscriptions that it met. */
export const arrivalSignal = defineSignal<[Pick<Arrival, 'event' | 'refs'>]>('arrival');

/** Ends, or resumes, the run wherever it is. */
export const interruptSignal = defineSignal<[Interrupt]>('interrupt');

/** All that the run is, for debugging. */
export const stateQuery = defineQuery<RunState>('state');

/** To the rounds of a waitlist: the stock has changed, or somebody asks for a round now. */
export const restockSignal = defineSignal<[{ isUrgent: boolean }]>('restock');
