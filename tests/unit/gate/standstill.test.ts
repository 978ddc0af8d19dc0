import { setTimeout as later } from 'node:timers/promises';
import { Standstill } from '../../../lib/gate/standstill';
import type { Turn } from '../../../lib/gate/lanes';

const limit = 60;

/** A queue in which one job has the DLL. */
class Queue {
  activity = 0;
  readonly holder: Turn = this.#turn('dbghelp.run', 0);
  waiting: Turn[] = [];
  readonly refused: Turn[] = [];
  readonly standstill = new Standstill(
    {
      holder: () => ({ turn: this.holder, activity: this.activity }),
      size: () => this.waiting.length,
      refuse: (test) => {
        const out = this.waiting.filter(test);
        this.refused.push(...out);
        this.waiting = this.waiting.filter((turn) => !out.includes(turn));
      },
    },
    limit,
    5,
  );

  ask(api: string, order: number): Turn {
    const turn = this.#turn(api, order);
    this.waiting.push(turn);
    this.standstill.watch();
    return turn;
  }

  #turn(api: string, order: number): Turn {
    return { api, lane: {}, long: false, order, since: performance.now() };
  }
}

describe('calls that wait for a job that makes no call', () => {
  it('are refused after the limit, naming both', async () => {
    const queue = new Queue();
    const turn = queue.ask('SymFromAddrW', 1);
    await later(limit / 3);
    expect(queue.refused).toEqual([]);
    await later(limit * 2);
    expect(queue.refused).toEqual([turn]);
    expect(turn.refused).toMatchObject({ code: 'DBGHELP_BUSY', api: 'SymFromAddrW' });
    expect(turn.refused!.message).toMatch(/^SymFromAddrW: dbghelp\.run has had DbgHelp for 0 s without calling it\./);
  });

  it('wait on while it makes calls, or has one in the DLL', async () => {
    const queue = new Queue();
    queue.ask('SymFromAddrW', 1);
    for (let time = 0; time < limit * 3; time += 20) {
      await later(20);
      queue.activity += 2;
    }
    queue.activity++;
    await later(limit * 2);
    expect(queue.refused).toEqual([]);
  });

  it('that have begun are not refused: they come back from a step aside', async () => {
    const queue = new Queue();
    queue.ask('SymbolSession.loadModule', 1).begun = true;
    await later(limit * 3);
    expect(queue.refused).toEqual([]);
  });

  it('are refused at once if nothing else is left, with a warning', () => {
    const queue = new Queue();
    const turn = queue.ask('SymFromAddrW', 1);
    const warn = jest.spyOn(process, 'emitWarning').mockReturnValue();
    queue.standstill.atEnd();
    expect(turn.refused!.message).toMatch(/nothing is left that could end it/);
    expect(warn.mock.calls).toEqual([
      [expect.stringContaining('dbghelp.run'), { type: 'DbgHelpWarning', code: 'DBGHELP_JOB_NOT_SETTLED' }],
    ]);
    warn.mockRestore();
  });
});
