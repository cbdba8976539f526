"""Pages made by the build from the data: one for each document, one for each state, body, company, programme and craft."""
