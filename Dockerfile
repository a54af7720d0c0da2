# syntax=docker/dockerfile:1

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/var/m2 \
    mvn -B -ntp -Dmaven.repo.local=/var/m2 -DskipTests package
# The JDK's own jar tool unpacks, and leaves file modes aside.
RUN mkdir /unpacked \
    && cd /unpacked \
    && jar --extract --file "$(ls /build/customerio-cli/target/customerio-*.zip)" \
    && mv customerio-* /opt/customerio \
    && chmod 755 /opt/customerio/bin/customerio

# With glibc: DuckDB's engine does not load on Alpine's musl.
FROM eclipse-temurin:17-jre
COPY --from=build /opt/customerio /opt/customerio
# A short job leaves an archive of its classes, which makes later starts take half the CPU time.
RUN groupadd --system --gid 10001 customerio \
    && useradd --system --uid 10001 --gid customerio --home-dir /data --no-create-home customerio \
    && install --directory --owner customerio --group customerio /data \
    && JAVA_OPTS="-XX:ArchiveClassesAtExit=/opt/customerio/lib/classes-17.jsa -Xlog:cds*=off" \
       /opt/customerio/bin/customerio demo --out /tmp/demo \
    && rm -r /tmp/demo*
ENV PATH="/opt/customerio/bin:${PATH}" \
    JAVA_OPTS="-XX:MaxRAMPercentage=50"
# As a number, so that Kubernetes can see that it is not root.
USER 10001:10001
WORKDIR /data
VOLUME /data
# A job has no port to ask; this shows that the program could be started.
HEALTHCHECK --interval=5m --timeout=20s --start-period=10s --retries=3 \
    CMD ["customerio", "--version"]
ENTRYPOINT ["customerio"]
CMD ["--help"]
