// Where NODE_EXTRA_CA_CERTS is set, every Node reads all of its certificates at its start, which takes longer than the rest of it.
// Nothing that is started from here needs any.
delete process.env['NODE_EXTRA_CA_CERTS'];
