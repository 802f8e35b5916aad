"""GraphQL at `/api/graphql`: the job token scope, and the projects and groups around it.

`schema.graphql` says what there is, in GitLab's names; a function with `@field` in `fields/`
answers what is not simply an attribute of a row. Everything here needs graphql-core, which the
extra `sandbox` brings and which is imported with the first query.

https://docs.gitlab.com/api/graphql/
"""
