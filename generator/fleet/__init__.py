"""Many stacks at a time: a spec is cut into parts, each is made by itself, in any process, and what was made is put
together. What was made before and is the same is not made again."""
