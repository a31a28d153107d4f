"""The way from inputs to a record: the plan of stages, the engine that runs it, verification and withdrawal."""
