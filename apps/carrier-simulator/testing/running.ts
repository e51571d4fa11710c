import type { LinkName } from '../carriers';
import type { SimulatorOptions } from '../options';
import type { Simulator } from '../simulator';
import { startSimulator } from '../simulator';
import { Peer } from './peer';

/** Simulators and peers of one spec; `end` stops all of them. */
export class Running {
  private readonly simulators: Simulator[] = [];
  private readonly peers: Peer[] = [];

  /** Starts one whose receipts come at once. */
  async simulator(options: SimulatorOptions = {}): Promise<Simulator> {
    const simulator = await startSimulator({ receiptDelayMs: 0, ...options });
    this.simulators.push(simulator);
    return simulator;
  }

  async peer(
    simulator: Simulator,
    link: LinkName = 'CHT-A',
    as: 'transceiver' | 'transmitter' | 'receiver' = 'transceiver',
  ): Promise<Peer> {
    const peer = await Peer.bound(portOf(simulator, link), as);
    this.peers.push(peer);
    return peer;
  }

  async end(): Promise<void> {
    for (const peer of this.peers.splice(0)) peer.destroy();
    await Promise.all(this.simulators.splice(0).map(simulator => simulator.stop()));
  }
}

export const portOf = (simulator: Simulator, link: LinkName): number =>
  simulator.links.find(one => one.link === link)?.port ?? 0;
