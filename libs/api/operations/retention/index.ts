export { CarryOutDestruction } from './carry-out-destruction';
export { RetentionModule, RetentionSweepModule } from './retention.module';
export { RetentionSweep } from './retention-sweep';
